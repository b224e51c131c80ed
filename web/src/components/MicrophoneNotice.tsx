import type { Call } from "../call/useCall";
import { microphoneProblem } from "../call/words";
import { Notice } from "./Notice";

interface MicrophoneNoticeProps {
  call: Call;
  /** What can be done all the same. */
  instead?: string;
}

/** Why the microphone is not heard, if it is not. */
export function MicrophoneNotice({ call, instead = "" }: MicrophoneNoticeProps) {
  const { microphone } = call.state;
  if (typeof microphone !== "object") return null;
  return (
    <Notice urgent action={{ label: "Try again", run: call.retryMicrophone }}>
      {microphoneProblem(microphone.problem)} {instead}
    </Notice>
  );
}
