using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);

const worker :Workerd.Worker = (
  # The names keep the wasm where the bundle looks for it.
  modules = [
    (name = "octane-payload/dist/workerd/worker.js", esModule = embed "worker-bundle.js"),
    (name = "octane-payload/wasm/core_bg.wasm", wasm = embed "../node_modules/octane-payload/wasm/core_bg.wasm")
  ],
  compatibilityDate = "2025-06-01"
);
