FROM alpine:3.22
ARG KUBECTL_VERSION=v1.34.1 HELM_VERSION=v3.19.0 TERRAFORM_VERSION=1.13.3
ARG TARGETARCH
RUN apk add --no-cache bash jq yq git openssh-client curl aws-cli
RUN set -eux; \
    curl -fsSLo /usr/local/bin/kubectl "https://dl.k8s.io/release/${KUBECTL_VERSION}/bin/linux/${TARGETARCH}/kubectl"; \
    curl -fsSL "https://get.helm.sh/helm-${HELM_VERSION}-linux-${TARGETARCH}.tar.gz" | tar -xz --strip-components=1 -C /usr/local/bin "linux-${TARGETARCH}/helm"; \
    wget -qO /tmp/tf.zip "https://releases.hashicorp.com/terraform/${TERRAFORM_VERSION}/terraform_${TERRAFORM_VERSION}_linux_${TARGETARCH}.zip"; \
    unzip -d /usr/local/bin /tmp/tf.zip && rm /tmp/tf.zip; chmod 0755 /usr/local/bin/kubectl
RUN helm plugin install https://github.com/databus23/helm-diff --version v3.12.0 && kubectl version --client && terraform -version
RUN mkdir -p -m 0700 ~/.ssh && ssh-keyscan github.com >> ~/.ssh/known_hosts
WORKDIR /work
ENTRYPOINT ["/bin/bash"]
