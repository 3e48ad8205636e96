/** workerd takes WebAssembly only as a module that is compiled with the program; this hands it to the loader. */
import compiled from "../../wasm/core_bg.wasm";
import { provide } from "../load.js";

provide(compiled);
