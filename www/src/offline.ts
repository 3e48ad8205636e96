/**
 * The page kept at hand, and the news that another version waits.
 *
 * Knows nothing of what is on the page. A version that waits takes over when the tester says so, or when the last tab of the
 * page is closed: never under somebody's hands.
 */

import { registerServiceWorker } from "./trusted.js";

/** Keeps the page at hand where the browser can; `onWaiting` gets what lets a waiting version take over. */
export async function keepOffline(onWaiting: (takeOver: () => void) => void): Promise<void> {
  const registration = await registerServiceWorker();
  if (!registration) return;
  const tell = (worker: ServiceWorker | null) => {
    if (worker && navigator.serviceWorker.controller) onWaiting(() => hasten(worker));
  };
  tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") tell(installing);
    });
  });
  document.addEventListener("visibilitychange", () => {
    // Away from its server there is nothing to learn.
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}

function hasten(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("take-over");
}
