throw new TypeError("no cable");
