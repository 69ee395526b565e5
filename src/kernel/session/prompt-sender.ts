import type { Socket } from '../tslab/beside-tslab.js';

/**
 * Makes a socket take every message at once, however many come in one go. By default ZeroMQ throws away what a slow
 * reader has not taken after 1,000 messages, and its binding refuses a message while it puts off another.
 * @returns sends a message.
 */
export function promptSender(
  socket: Pick<Socket, 'sendHighWaterMark' | 'sendTimeout' | 'send'>,
): (frames: readonly (Uint8Array | string)[]) => void {
  socket.sendHighWaterMark = 0;
  socket.sendTimeout = 0;
  return (frames) => {
    // What cannot be sent goes to somebody who has left.
    socket.send(frames).catch(() => {});
  };
}
