// 쇼핑몰 서버: 상품 목록, 장바구니, 정적 파일
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import mime from 'mime';
import { addToCart, cartOf } from './cart.js';
import { products } from './products.js';

const PORT = Number(process.env.PORT ?? 3000);
const STATIC = new URL('../dist/', import.meta.url).pathname;

const json = (response, body, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const customer = request.headers['x-customer'] ?? 'guest';
  if (url.pathname === '/api/products') return json(response, products);
  if (url.pathname === '/api/cart') return json(response, cartOf(customer));
  if (url.pathname === '/api/cart/add') {
    const added = addToCart(customer, url.searchParams.get('id'));
    return added ? json(response, cartOf(customer)) : json(response, { error: '없는 상품입니다.' }, 404);
  }
  const file = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
  try {
    const body = await readFile(join(STATIC, file));
    response.writeHead(200, { 'content-type': mime.getType(extname(file)) ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    json(response, { error: '없는 주소입니다.' }, 404);
  }
});

server.listen(PORT, () => console.log(`바다가게가 ${PORT}번 포트에서 열렸습니다.`));
