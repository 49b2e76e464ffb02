/**
 * Fanfare's own transport: signed posts over HTTP/1.1 or HTTP/2, on one event loop.
 *
 * <pre>
 *   HttpTransport ─ prepare ─► HttpPoster ─ run ─► PushLoop       ticks, timers
 *                                  │ post
 *                                  ▼
 *                                 Pool ─► Http1Connection ─► Http1ResponseReader
 *                                     └─► Http2Connection        (Netty's codec)
 * </pre>
 */
@NullMarked
package dev.fanfare.push.transport.http;

import org.jspecify.annotations.NullMarked;
