// A registry that keeps all in memory: `node registry.mjs PORT login` for one user, `ann` with the password `s3cret`; `open` for anybody.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const things = new Map();
const digestOf = (data) => `sha256:${createHash('sha256').update(data).digest('hex')}`;
const [port, access] = process.argv.slice(2);
const wanted = `Basic ${Buffer.from('ann:s3cret').toString('base64')}`;

createServer(async (request, response) => {
  const { method, headers } = request;
  const { pathname, searchParams } = new URL(request.url, 'http://r');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const data = Buffer.concat(chunks);
  const answer = (status, more = {}, body = '') => response.writeHead(status, more).end(body);
  if (access === 'login' && headers.authorization !== wanted) {
    answer(401, { 'www-authenticate': 'Basic realm="test"' }, '{"errors":[{"code":"UNAUTHORIZED"}]}');
  } else if (pathname === '/v2/') answer(200);
  else if (method === 'POST') answer(202, { location: `${pathname}${Math.random()}`, range: '0-0' });
  else if (method === 'PATCH') {
    things.set(pathname, { data });
    answer(202, { location: pathname, range: `0-${data.length - 1}` });
  } else if (method === 'PUT' && searchParams.has('digest')) {
    const sent = things.get(pathname)?.data ?? Buffer.alloc(0);
    things.delete(pathname);
    const digest = searchParams.get('digest');
    const blob = pathname.replace(/uploads\/.*/, digest);
    things.set(blob, { data: Buffer.concat([sent, data]), type: 'application/octet-stream' });
    answer(201, { location: blob, 'docker-content-digest': digest });
  } else if (method === 'PUT') {
    const digest = digestOf(data);
    const thing = { data, type: headers['content-type'] };
    things.set(pathname, thing).set(pathname.replace(/[^/]*$/, digest), thing);
    answer(201, { location: pathname, 'docker-content-digest': digest });
  } else {
    const thing = things.get(pathname);
    if (thing === undefined)
      return answer(404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
    const { length } = thing.data;
    const more = { 'content-length': length, 'docker-content-digest': digestOf(thing.data) };
    answer(200, { ...more, 'content-type': thing.type }, method === 'HEAD' ? '' : thing.data);
  }
}).listen(Number(port), '127.0.0.1');
