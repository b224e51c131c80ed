declare module "@livekit/components-styles/*";
