import { account } from "./account.js";

void account().then(postMessage);
