package dev.fanfare.estimate;

import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The single table of prices, quotas and assumptions: {@code figures.json}. No other class in this
 * package contains such a number.
 */
public record PriceBook(List<Figure> prices, List<Figure> quotas, List<Figure> assumptions) {
  private static final String FILE = "figures.json";

  /** A ping and its pong. */
  private static final int MESSAGES_OF_PING = 2;

  public PriceBook {
    prices = List.copyOf(prices);
    quotas = List.copyOf(quotas);
    assumptions = List.copyOf(assumptions);
  }

  /** Reads the table from the class path. */
  public static PriceBook load() {
    try (var in = PriceBook.class.getResourceAsStream(FILE)) {
      return Json.MAPPER.readValue(in, PriceBook.class);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  /** New connections per second needed to keep this many open, since each lasts two hours. */
  public double standStillConnectRate(long connections) {
    return connections / value("connectionLife");
  }

  /** Seconds between two pings of a client. */
  public double pingSeconds() {
    return value("pingInterval");
  }

  /** Requests per second for the pings of this many connections: one message in each direction. */
  public double pingRate(long connections) {
    return MESSAGES_OF_PING * connections / pingSeconds();
  }

  /** Requests per second of the account's rate that this many idle connections use. */
  public double upkeepRate(long connections) {
    return pingRate(connections) + standStillConnectRate(connections);
  }

  /** Duration of a client route's function, in milliseconds. */
  public double routeFunctionMillis() {
    return value("routeFunction");
  }

  /**
   * @throws IllegalArgumentException if the table has no such figure
   */
  double value(String name) {
    return Stream.of(prices, quotas, assumptions)
        .flatMap(List::stream)
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no figure named " + name));
  }
}
