// 장바구니: 손님마다 상품 번호와 개수를 기억한다
import { products } from './products.js';

const carts = new Map();

export function cartOf(customer) {
  const items = [...(carts.get(customer) ?? [])].map(([id, count]) => {
    const product = products.find((candidate) => candidate.id === id);
    return { ...product, count, sum: product.price * count };
  });
  return { items, total: items.reduce((sum, item) => sum + item.sum, 0) };
}

export function addToCart(customer, id) {
  if (!products.some((product) => product.id === id)) return false;
  const cart = carts.get(customer) ?? new Map();
  cart.set(id, (cart.get(id) ?? 0) + 1);
  carts.set(customer, cart);
  return true;
}
