// public/의 파일을 dist/로 옮긴다
import { cp, mkdir } from 'node:fs/promises';

await mkdir('dist', { recursive: true });
await cp('public', 'dist', { recursive: true });
console.log('dist/를 만들었습니다.');
