// The answers to several questions may come in any order: only that to the last one counts.

/** Tells for each question whether it is over, because a later one was begun. */
export class Order {
  constructor() {
    this.last = 0;
  }

  /** Begin one; the function that is given says whether it is over. */
  begin() {
    this.last += 1;
    const mine = this.last;
    return () => mine !== this.last;
  }
}

/**
 * A function that gives what `ask` answers to `take`, and what goes wrong, there or here, to `fail`; neither, once it
 * was called anew, `signal` has ended, or its `drop` was called.  It never rejects.
 */
export function latest({ ask, take, fail, signal }) {
  const order = new Order();
  const run = async (...values) => {
    const isLater = order.begin();
    const isOver = () => isLater() || Boolean(signal?.aborted);
    try {
      const answer = await ask(...values);
      if (!isOver()) take(answer);
    } catch (problem) {
      if (!isOver()) fail(problem);
    }
  };
  run.drop = () => {
    order.begin();
  };
  return run;
}
