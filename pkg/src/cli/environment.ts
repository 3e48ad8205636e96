/** The environment, as the whole package reads it. */

export { type Credentials, type Environment, readCredentials, Variable } from "../environment.js";
