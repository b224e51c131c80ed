/** What stands above the call button before the first call. */
export function Welcome() {
  return (
    <div className="welcome">
      <h1>How can we help?</h1>
      <p>
        Ask about an order, a return, or anything you are looking for. You speak with us right here,
        with nothing to install.
      </p>
    </div>
  );
}
