// 상품 목록 (데이터베이스를 붙이기 전까지 쓰는 견본)
export const products = [
  { id: 'squid', name: '반건조 오징어', price: 12000 },
  { id: 'seaweed', name: '완도 미역', price: 8000 },
  { id: 'croaker', name: '영광 굴비', price: 45000 },
];
