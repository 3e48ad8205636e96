/** What an import of a wasm file gives in workerd. */
declare module "*.wasm" {
  const compiled: WebAssembly.Module;
  // biome-ignore lint/style/noDefaultExport: the platform gives it so
  export default compiled;
}
