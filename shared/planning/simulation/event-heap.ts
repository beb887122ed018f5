/** What happens when, the earliest first: a binary heap. Adding and taking are O(log n). */
export class EventHeap<Event extends { readonly at: number }> {
  readonly #events: Event[] = [];

  get next(): Event | null {
    return this.#events[0] ?? null;
  }

  add(event: Event): void {
    const events = this.#events;
    let place = events.length;
    events.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = events[parent] as Event;
      if (above.at <= event.at) break;
      events[place] = above;
      place = parent;
    }
    events[place] = event;
  }

  take(): Event | null {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || last === undefined || events.length === 0) return first ?? null;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && (events[child + 1] as Event).at < (events[child] as Event).at)
        child += 1;
      if ((events[child] as Event).at >= last.at) break;
      events[place] = events[child] as Event;
      place = child;
    }
    events[place] = last;
    return first;
  }
}
