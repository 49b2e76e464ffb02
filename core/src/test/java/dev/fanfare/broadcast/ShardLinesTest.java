package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardLinesTest {

  @Property(tries = 200)
  void read_writtenLines_returnsTheSameConnections(
      @ForAll("connections") List<Connection> connections) throws IOException {
    assertThat(readAll(write(connections))).isEqualTo(connections);
  }

  @Property(tries = 200)
  void skip_thenNext_returnsTheLineWithThatNumber(
      @ForAll("connections") List<Connection> connections, @ForAll @IntRange(max = 30) int count)
      throws IOException {
    try (var lines = read(write(connections))) {
      assertThat(lines.hasNext()).isEqualTo(!connections.isEmpty());
      int skipped = lines.skip(count);

      assertThat(skipped).isEqualTo(Math.min(count, connections.size()));
      assertThat(lines.position()).isEqualTo(skipped);
      assertThat(lines.next())
          .isEqualTo(skipped < connections.size() ? connections.get(skipped) : null);
      assertThat(lines.hasNext()).isEqualTo(skipped + 1 < connections.size());
    }
  }

  @Provide
  Arbitrary<List<Connection>> connections() {
    var trouble =
        Arbitraries.of("\"", "\\", "\n", "\r\n", "\u2028", "\u0085", "\u0001", "🎉", "ü", ",", "]");
    var plain = Arbitraries.strings().ascii().ofMaxLength(8);
    var userId = Arbitraries.oneOf(trouble, plain).list().ofMaxSize(5).map(l -> String.join("", l));
    return Combinators.combine(plain, userId, Arbitraries.longs())
        .as(Connection::new)
        .list()
        .ofMaxSize(20);
  }

  @Test
  void write_connection_isOneLineOfJson() {
    var shard = write(List.of(new Connection("L0SM9cOFvHcCIhw=", "a\"b\n🎉", 1763800000123L)));

    assertThat(new String(shard, StandardCharsets.UTF_8))
        .isEqualTo("[\"L0SM9cOFvHcCIhw=\",\"a\\\"b\\n🎉\",1763800000123]\n");
  }

  @Test
  void next_emptyShard_isNull() throws IOException {
    assertThat(readAll(new byte[0])).isEmpty();
  }

  @Test
  void next_twoConnectionsOnOneLine_isRefused() throws IOException {
    byte[] shard = "[\"a\",\"u\",1] [\"b\",\"u\",1]\n".getBytes(StandardCharsets.UTF_8);
    try (var lines = read(shard)) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("line 0 of the shard is not a connection");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "[\"c\",\"u\"]",
        "[\"c\",7,1]",
        "[\"c\",\"u\",\"1\"]",
        "[\"c\",\"u\",1.5]",
        "[\"c\",\"u\",99999999999999999999]",
        "[\"c\",\"u\",17638",
        "[\"c\",\"u\",1,2]"
      })
  void next_invalidLine_isRefusedWithItsNumber(String line) throws IOException {
    try (var lines = read(("[\"a\",\"u\",1]\n" + line + "\n").getBytes(StandardCharsets.UTF_8))) {
      lines.next();

      assertThatThrownBy(lines::next)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("line 1 of the shard is not a connection");
    }
  }

  private static byte[] write(List<Connection> connections) {
    var shard = new ByteArrayOutputStream();
    connections.forEach(connection -> ShardLines.write(connection, shard));
    return shard.toByteArray();
  }

  private static ShardLines.Reader read(byte[] shard) throws IOException {
    return ShardLines.read(new ByteArrayInputStream(shard));
  }

  private static List<Connection> readAll(byte[] shard) throws IOException {
    var connections = new ArrayList<Connection>();
    try (var lines = read(shard)) {
      for (var next = lines.next(); next != null; next = lines.next()) {
        connections.add(next);
      }
    }
    return connections;
  }
}
