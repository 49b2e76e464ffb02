package dev.fanfare.push.transport.contract;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A scripted server's TLS settings: its certificate, and the protocols it offers through ALPN. */
final class ServerTls {
  private final SSLContext context;
  private final List<String> protocols;

  private ServerTls(SSLContext context, List<String> protocols) {
    this.context = context;
    this.protocols = protocols;
  }

  /**
   * @param protocols offered through ALPN; empty for a server that does not support ALPN
   */
  static ServerTls with(Certificates certificate, String... protocols) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(certificate.keys().getKeyManagers(), null, null);
      return new ServerTls(context, List.of(protocols));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Performs the TLS handshake on a connection. */
  Socket accept(Socket tcp) throws IOException {
    var socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true);
    socket.setUseClientMode(false);
    if (!protocols.isEmpty()) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(protocols.toArray(String[]::new));
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }
}
