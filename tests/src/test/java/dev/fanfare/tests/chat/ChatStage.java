package dev.fanfare.tests.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.devtools.site.SiteServer;
import dev.fanfare.devtools.site.SiteSettings;
import dev.fanfare.tests.browser.Chromium;
import dev.fanfare.tests.flow.AllowedPage;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chat's site on a stack, and the pages that show it. */
final class ChatStage implements AutoCloseable {
  /**
   * The authorization header that the gateway requires; the local gateway accepts any signature.
   */
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=local/20261122/local/execute-api/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final Duration LEFT_WITHIN = Duration.ofSeconds(10);

  private final Flow flow;
  private final Chromium browser;
  private final SiteServer site;
  private final List<ChatPage> pages = new ArrayList<>();

  private ChatStage(Flow flow, Chromium browser, SiteServer site) {
    this.flow = flow;
    this.browser = browser;
    this.site = site;
  }

  static ChatStage open(Flow flow, Chromium browser) {
    return open(flow, browser, 0, Optional.empty());
  }

  /** A page that requests a token from the stack's issuer for each connect. */
  static ChatStage withTokens(Flow flow, Chromium browser) {
    return open(flow, browser, AllowedPage.PORT, Optional.of(flow.issuer().resolve("/token")));
  }

  private static ChatStage open(Flow flow, Chromium browser, int port, Optional<URI> issuer) {
    try {
      var settings = new SiteSettings(flow.endpoints().sockets(), issuer);
      return new ChatStage(
          flow, browser, SiteServer.start(Project.FOLDER.resolve("examples/chat"), port, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a page for another visitor. */
  ChatPage page() {
    var page = ChatPage.open(browser, site.address());
    pages.add(page);
    return page;
  }

  /** Closes a user's connections from the server, as an operator would. */
  void closeConnection(String user) throws IOException {
    for (String id : flow.connectionIds(user)) {
      String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
      URI address = URI.create(flow.endpoints().connections() + "/@connections/" + encoded);
      HttpRequest delete =
          HttpRequest.newBuilder(address).DELETE().header("Authorization", SIGNATURE).build();
      try {
        HttpResponse<String> answer =
            HttpClient.newHttpClient().send(delete, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Takes screenshots on a phone (dark) and on a desktop (light), and leaves the desktop view. */
  void screenshots(ChatPage page, Path folder, String name) throws IOException {
    page.page().showOn(390, 700, true);
    page.screenshot(folder, name + "-phone-dark");
    assertThat(page.page().evaluate("document.documentElement.scrollWidth").asInt())
        .as("no scrolling sideways")
        .isLessThanOrEqualTo(390);
    page.page().showOn(1_000, 700, false);
    page.screenshot(folder, name);
  }

  /** Closes the pages, and fails if any page had an error. */
  @Override
  public void close() {
    try {
      for (ChatPage page : pages) {
        assertThat(page.page().complaints()).as("errors in the console").isEmpty();
      }
      pages.forEach(ChatPage::leave);
      await().atMost(LEFT_WITHIN).until(() -> flow.connections() == 0);
    } finally {
      pages.forEach(ChatPage::close);
      site.close();
    }
  }
}
