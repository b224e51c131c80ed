import { useEffect, useRef } from "react";
import { PhoneIcon } from "./icons";

interface CallButtonProps {
  /** Whether a call has just ended; the button then takes the focus that the call had. */
  again: boolean;
  start: () => void;
}

/** The one thing to press. */
export function CallButton({ again, start }: CallButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (again) button.current?.focus();
  }, [again]);
  return (
    <button ref={button} type="button" className="main-button" onClick={start}>
      <PhoneIcon />
      {again ? "Call again" : "Call now"}
    </button>
  );
}
