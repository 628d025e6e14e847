declare module 'virtual:guide' {
  const guide: import('./guide-page.ts').Guide;
  export default guide;
}

declare module 'virtual:guide-passages' {
  const passages: readonly import('./guide-page.ts').Passage[];
  export default passages;
}
