package dev.fanfare.estimate;

import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of prices, quotas and assumptions: {@code figures.json}. Nothing in this package
 * has such a number of its own.
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

  /** New connections a second that so many need just to stay, since each lasts two hours. */
  public double standStillConnectRate(long connections) {
    return connections / value("connectionLife");
  }

  /** How often a client pings, in seconds. */
  public double pingSeconds() {
    return value("pingInterval");
  }

  /** Requests a second that the pings of so many take: one message each way. */
  public double pingRate(long connections) {
    return MESSAGES_OF_PING * connections / pingSeconds();
  }

  /** Requests a second that so many take of the account's rate although nobody sends anything. */
  public double upkeepRate(long connections) {
    return pingRate(connections) + standStillConnectRate(connections);
  }

  /** Milliseconds that a function of a client's route runs. */
  public double routeFunctionMillis() {
    return value("routeFunction");
  }

  /**
   * @throws IllegalArgumentException when the table has no such figure
   */
  double value(String name) {
    return Stream.of(prices, quotas, assumptions)
        .flatMap(List::stream)
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure is called " + name));
  }
}
