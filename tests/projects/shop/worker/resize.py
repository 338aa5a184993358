"""올라온 상품 사진을 목록에 쓸 크기로 줄인다."""

from pathlib import Path

from PIL import Image

PHOTOS = Path("/app/photos")
WIDTH_PIXELS = 640


def resize(photo: Path) -> Path:
    """사진을 줄여 옆에 저장하고 그 경로를 돌려준다."""
    small = photo.with_suffix(".small.jpg")
    with Image.open(photo) as image:
        height = round(image.height * WIDTH_PIXELS / image.width)
        image.resize((WIDTH_PIXELS, height)).convert("RGB").save(small, quality=85)
    return small


if __name__ == "__main__":
    for path in sorted(PHOTOS.glob("*.jpg")):
        if not path.name.endswith(".small.jpg"):
            print(resize(path))
