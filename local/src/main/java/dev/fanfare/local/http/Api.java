package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpHandler;

/** The API of a service. */
@FunctionalInterface
public interface Api {

  /** Answers the requests of the API; any thread may call, and it may block. */
  HttpHandler handler();
}
