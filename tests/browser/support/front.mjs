// One address in front of several servers, as a chamber's load balancer is: each request goes to the
// next one; a server that is gone is passed over.
import http from 'node:http';

/** Starts it. Servers are added with `join(base)`. Gives { base, join, close }. */
export async function front() {
  const servers = [];
  let turn = 0;
  const balancer = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => pass(request, Buffer.concat(parts), response, turn++));
  });

  function pass(request, body, response, at, tries = 1) {
    const { hostname, port } = new URL(servers[at % servers.length]);
    const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress };
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', (error) => {
      // Nothing was handed over yet, or asking twice does no harm: the next server may answer.
      const harmless = error.code === 'ECONNREFUSED' || request.method === 'GET';
      if (harmless && tries < servers.length && !response.headersSent) return pass(request, body, response, at + 1, tries + 1);
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
      return response.end('the server that was asked is gone');
    });
    onward.end(body);
  }

  await new Promise((resolve, reject) => {
    balancer.once('error', reject);
    balancer.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${balancer.address().port}`,
    join: (base) => servers.push(base),
    close: () => new Promise((resolve) => { balancer.close(resolve); balancer.closeAllConnections(); }),
  };
}
