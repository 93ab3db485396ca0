// Loaded by `node --import`: a program that opens a connection over a network fails. Pipes and sockets of files pass.
import { Socket } from 'node:net';

const { connect } = Socket.prototype;

Socket.prototype.connect = function refusing(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  // The options of a request over HTTP have a path, too: that of its URL.
  const isLocal = typeof options === 'string' || (options?.path !== undefined && options.port === undefined);
  if (!isLocal) throw new Error(`a connection was opened: ${JSON.stringify(options)}`);
  return connect.apply(this, args);
};
