import {
  type AgentState,
  BarVisualizer,
  type TrackReference,
} from "@livekit/components-react";

interface VoiceProps {
  state: AgentState;
  track: TrackReference | undefined;
}

/** The other side's voice, as bars. What it shows is also said in words beside it. */
export function Voice({ state, track }: VoiceProps) {
  return (
    <div className="voice" aria-hidden="true">
      <BarVisualizer
        state={state}
        barCount={7}
        options={{ minHeight: 13 }}
        {...(track && { track })}
      />
    </div>
  );
}
