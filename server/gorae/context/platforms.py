"""Where a project's images run, as its files say: platforms that ask a container by themselves.

None of them looks at an image's HEALTHCHECK: Kubernetes, ECS (its task definition has one of its own), Cloud Run, Lambda,
Azure's App Service and Container Apps, Fly.io, Railway, Render, Heroku (their documentation, 2026-11).
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from gorae.context.caller_texts import read_text
from gorae.context.ci_files import ci_files
from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.context.folder import BuildContext

_FILES = (
    "fly.toml", "render.yaml", "render.yml", "railway.json", "railway.toml", "app.yaml", "cloudbuild.yaml", "cloudbuild.yml",
    "heroku.yml", "Procfile", "apprunner.yaml", "captain-definition", "config/deploy.yml", "Dockerrun.aws.json", "copilot/manifest.yml",
    "serverless.yml", "serverless.yaml", "samconfig.toml", "koyeb.yaml", ".do/app.yaml", "zeabur.json", "northflank.json",
    "task-definition.json", "taskdef.json", ".aws/task-definition.json", "ecs-task-definition.json", "azure.yaml", ".platform.app.yaml",
)  # fmt: skip
# What CI runs, or uses, to bring an image to such a platform.
_DEPLOYS = re.compile(
    r"\bgcloud\s+(?:beta\s+)?(?:run|app)\s+deploy\b|deploy-cloudrun@|deploy-appengine@|\bfly(?:ctl)?\s+deploy\b|superfly/flyctl-actions"
    r"|\bkubectl\b|\bhelm\s+(?:upgrade|install)\b|\bkustomize\b|\bargocd\b|azure/(?:k8s-deploy|webapps-deploy|container-apps-deploy)"
    r"|\baz\s+(?:webapp|containerapp|container|functionapp)\b|amazon-ecs-(?:deploy|render)|\baws\s+(?:ecs|lambda|apprunner)\b"
    r"|\bsam\s+deploy\b|\brailway\s+up\b|\bheroku\s+container:|heroku-deploy@|api\.render\.com|onrender\.com|\beb\s+deploy\b"
    r"|\bdoctl\s+apps\b|\bkamal\s+deploy\b|\bkoyeb\b",
    re.IGNORECASE,
)


@derived
def is_for_a_platform(context: BuildContext) -> bool:
    """Whether the project's files name a platform that its images go to; the files of the folders above count too."""
    folders = context.above or (context.root,)
    every = (context.root, *(folder for folder in folders if folder != context.root))
    if any(os.path.isfile(folder / name) for folder in every for name in _FILES):
        return True
    texts = (read_text(file) for folder in every for file in ci_files(folder))
    return any(text is not None and _DEPLOYS.search(text) for text in texts)
