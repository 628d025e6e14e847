/** Counts of requests by route and status, and those being answered now. */
export class RequestLog {
  readonly #counts = new Map<string, number>();
  readonly #inFlight = new Map<string, number>();
  #total = 0;

  /** Counts a request as being answered; call the result with its status when the answer is over (0: cut off). */
  begin(route: string): (status: number) => void {
    this.#total += 1;
    this.#inFlight.set(route, (this.#inFlight.get(route) ?? 0) + 1);
    let over = false;
    return (status) => {
      if (over) return;
      over = true;
      this.#inFlight.set(route, (this.#inFlight.get(route) ?? 1) - 1);
      const key = `${status} ${route}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    };
  }

  clear(): void {
    this.#counts.clear();
    this.#total = 0;
  }

  report(): {
    total: number;
    inFlight: Record<string, number>;
    routes: { route: string; status: number; count: number }[];
  } {
    const routes = [...this.#counts].map(([key, count]) => {
      const space = key.indexOf(' ');
      return { route: key.slice(space + 1), status: Number(key.slice(0, space)), count };
    });
    routes.sort((a, b) => a.route.localeCompare(b.route) || a.status - b.status);
    const inFlight = Object.fromEntries([...this.#inFlight].filter(([, count]) => count > 0));
    return { total: this.#total, inFlight, routes };
  }
}
