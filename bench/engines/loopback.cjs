// Makes a Node server that names no address listen on the loopback only.
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const plain = typeof port === 'number' || typeof port === 'string';
  return plain && typeof rest[0] !== 'string'
    ? listen.call(this, Number(port), '127.0.0.1', ...rest)
    : listen.call(this, port, ...rest);
};
