import { useCallback, useState } from "react";
import { Header } from "../components/Header";
import { KeyForm } from "./KeyForm";
import { OpenDesk } from "./OpenDesk";

/** Where the operator key is, until the tab is closed. */
const KEPT = "desk.key";

/** The page of the people who take callers over: first the key, then the desk. */
export function Desk() {
  const [key, setKey] = useState(() => sessionStorage.getItem(KEPT));
  const [refused, setRefused] = useState(false);

  const open = (typed: string) => {
    sessionStorage.setItem(KEPT, typed);
    setRefused(false);
    setKey(typed);
  };
  const close = useCallback((wrong: boolean) => {
    sessionStorage.removeItem(KEPT);
    setRefused(wrong);
    setKey(null);
  }, []);
  const refuse = useCallback(() => close(true), [close]);

  return (
    <>
      <Header place="Desk" />
      {key === null ? (
        <KeyForm refused={refused} open={open} />
      ) : (
        <OpenDesk operatorKey={key} refused={refuse} close={() => close(false)} />
      )}
    </>
  );
}
