import {
  useDataChannel,
  useRoomContext,
  useTranscriptions,
} from "@livekit/components-react";
import { ConnectionState } from "livekit-client";
import { type Dispatch, useCallback, useEffect } from "react";
import { usePerson } from "../call/usePerson";
import { EVENTS_TOPIC, readEvent } from "./events";
import type { LogChange } from "./log";

const SEGMENT_ID = "lk.segment_id";

/** Brings what happens in the room into the log. Shows nothing; key it by the call. */
export function Feed({ change }: { change: Dispatch<LogChange> }) {
  const room = useRoomContext();
  const streams = useTranscriptions();

  useEffect(() => {
    const caller = room.localParticipant.identity;
    change({
      type: "transcripts",
      transcripts: streams.map(({ text, participantInfo, streamInfo }) => ({
        id: streamInfo.attributes?.[SEGMENT_ID] ?? streamInfo.id,
        from: participantInfo.identity === caller ? "caller" : "agent",
        text,
      })),
    });
  }, [room, streams, change]);

  const { here } = usePerson();
  useEffect(() => {
    // Once the call has ended, everybody has left.
    if (room.state !== ConnectionState.Disconnected) change({ type: "person", here });
  }, [room, here, change]);

  useDataChannel(
    EVENTS_TOPIC,
    useCallback(
      ({ payload }: { payload: Uint8Array }) => {
        const event = readEvent(payload);
        if (event !== null) change({ type: "event", event });
      },
      [change],
    ),
  );
  return null;
}
