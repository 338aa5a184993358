# syntax=docker/dockerfile:1
ARG CUDA=12.8.1
FROM nvidia/cuda:${CUDA}-devel-ubuntu24.04 AS kernels
ENV DEBIAN_FRONTEND=noninteractive TORCH_CUDA_ARCH_LIST="8.0;9.0"
RUN apt-get update && apt-get install -y --no-install-recommends build-essential ca-certificates git ninja-build python3-dev python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY kernels/ kernels/
RUN nvcc -O3 -arch=sm_90 -Xcompiler -fPIC -shared -o libkernels.so kernels/attention.cu
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cu128 torch==2.8.0

FROM nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
ENV PATH=/opt/venv/bin:$PATH HF_HOME=/models VLLM_USE_V1=1 NVIDIA_VISIBLE_DEVICES=all LD_LIBRARY_PATH=/opt/kernels
COPY --from=kernels /opt/venv /opt/venv
COPY --from=kernels --chmod=755 /build/libkernels.so /opt/kernels/
RUN python3 -m compileall -q /opt/venv
VOLUME /models
EXPOSE 8000
HEALTHCHECK --interval=30s --start-period=5m CMD curl -fsS http://127.0.0.1:8000/health || exit 1
USER 10001:0
ENTRYPOINT ["python3", "-m", "vllm.entrypoints.openai.api_server"]
CMD ["--model", "/models/llama", "--port", "8000", "--gpu-memory-utilization", "0.92", "--max-model-len", "8192"]
