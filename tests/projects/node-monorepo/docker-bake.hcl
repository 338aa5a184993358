variable "TAG" {
  default = "dev"
}

group "default" {
  targets = ["web", "api"]
}

target "_common" {
  context    = "."
  dockerfile = "docker/node.Dockerfile"
}

target "web" {
  inherits = ["_common"]
  target   = "web"
  tags     = ["shop/web:${TAG}"]
}

target "api" {
  inherits = ["_common"]
  target   = "apii"
  tags     = ["shop/api:${TAG}"]
}
