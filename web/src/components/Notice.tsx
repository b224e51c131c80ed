import type { ReactNode } from "react";

interface NoticeProps {
  children: ReactNode;
  /** A problem is read out at once; anything else waits its turn. */
  urgent?: boolean;
  action?: { label: string; run: () => void };
}

/** One thing that the caller should know now, and what can be done about it. */
export function Notice({ children, urgent = false, action }: NoticeProps) {
  return (
    <div className={urgent ? "notice urgent" : "notice"} role={urgent ? "alert" : "status"}>
      <p>{children}</p>
      {action && (
        <button type="button" className="text-button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
