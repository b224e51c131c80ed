import {
  StartAudio,
  useParticipantTracks,
  useRemoteParticipants,
} from "@livekit/components-react";
import { Track } from "livekit-client";
import { useEffect, useRef } from "react";
import { isCaller } from "../call/people";
import { type CallState, speaking } from "../call/state";
import type { Call } from "../call/useCall";
import { readable } from "../call/words";
import { MuteButton } from "../components/Controls";
import { HangUpIcon } from "../components/icons";
import { MicrophoneNotice } from "../components/MicrophoneNotice";
import { Notice } from "../components/Notice";
import { Timer } from "../components/Timer";
import { Voice } from "../components/Voice";
import { Typed } from "./Typed";
import type { Waiting } from "./waiting";

interface TakenProps {
  call: Call;
  caller: Waiting;
}

/** The caller who was taken, and the controls of the call with them. */
export function Taken({ call, caller }: TakenProps) {
  const other = useRemoteParticipants().find(isCaller);
  const [voice] = useParticipantTracks([Track.Source.Microphone], other?.identity);
  const { state } = call;

  const line = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.focus(), []);

  return (
    <>
      <div ref={line} className="line" data-ringing={state.phase === "connecting"} tabIndex={-1}>
        <Voice state={voice ? "speaking" : "connecting"} track={voice} />
        <div className="who">
          <h1 className="speaking">{caller.identified ? "Caller, identified" : "Caller"}</h1>
          <p className="activity">
            <span role="status">{activity(state, other !== undefined)}</span>
            {state.connectedAt !== null && <Timer since={state.connectedAt} />}
          </p>
        </div>
      </div>
      {state.phase === "reconnecting" && (
        <Notice urgent>The connection was interrupted. Hold on, it is coming back.</Notice>
      )}
      <MicrophoneNotice call={call} />
      <StartAudio className="text-button" label="Let me hear the call" />
      <div className="controls" role="group" aria-label="Call controls">
        <MuteButton open={speaking(state)} />
        <button type="button" className="control hang-up" onClick={call.hangUp}>
          <HangUpIcon />
          Leave
        </button>
      </div>
      <Typed key={call.number} />
      <div className="briefing">
        <h2>What it is about</h2>
        <p>{caller.summary}</p>
        <p className="facts">
          {caller.identified
            ? "They have proven who they are."
            : "They have not proven who they are: nothing of an account may be told."}{" "}
          Last with {readable(caller.agent)}.
        </p>
      </div>
    </>
  );
}

function activity(state: CallState, there: boolean): string {
  if (state.phase === "connecting") return "Connecting you";
  if (state.phase === "reconnecting") return "Reconnecting";
  return there ? "You are on the line" : "The caller is not there";
}
