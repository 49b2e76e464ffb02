package dev.fanfare.push.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Compares our signatures with the SDK's, over whole sequences of posts by one signer. */
class PostSignerSdkTest {

  record Post(String connectionId, long second, Credentials credentials) {}

  /** The generators define their own edge cases. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void sign_anyPosts_equalsTheSdksSignature(
      @ForAll("scopes") SigningScope scope,
      @ForAll("messages") byte[] message,
      @ForAll("posts") List<Post> posts) {
    var signer = new PostSigner(scope, message);
    var path = new PathEncoding();
    byte[] out = new byte[100];
    for (Post post : posts) {
      signer.at(post.second(), post.credentials());
      int length = path.encode(post.connectionId());
      signer.sign(path.bytes(), length, out, 7);

      String encodedId = new String(path.bytes(), 0, length, US_ASCII);
      String signature = new String(out, 7, PostSigner.SIGNATURE_LENGTH, US_ASCII);
      assertThat(
              new SdkSignature(
                  scope.host(),
                  new String(signer.amzDate(), US_ASCII),
                  new String(signer.authorizationPrefix(), US_ASCII) + signature,
                  post.credentials().sessionToken()))
          .isEqualTo(SdkSignature.of(scope, encodedId, message, post.second(), post.credentials()));
    }
  }

  @Provide
  Arbitrary<SigningScope> scopes() {
    var directions = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(12);
    var regions =
        Combinators.combine(
                Arbitraries.of("eu", "us-gov", "cn"),
                directions,
                Arbitraries.integers().between(1, 12))
            .as((area, direction, number) -> area + "-" + direction + "-" + number);
    var names =
        Arbitraries.of(
            "a1b2c3d4e5.execute-api.eu-central-2.amazonaws.com",
            "push.Example.com",
            "xn--bcher-kva.example",
            "localhost",
            "127.0.0.1");
    var ports = Arbitraries.of("", "", ":8443", ":80", ":65535");
    var paths = segments().list().ofMaxSize(3).map(stage -> String.join("", stage));
    return Combinators.combine(regions, names, ports, paths)
        .as(
            (region, name, port, stage) ->
                new SigningScope(region, name + port, "/" + stage + "%40connections/"));
  }

  /** One segment of a stage path as sent, with the slash after it. */
  private static Arbitrary<String> segments() {
    var raw = Arbitraries.of("live/", "$default/", "a:b@c;d=e,f/", "v1.2/", ".../", "-_~!'()*+&/");
    var encoded =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(text -> !text.equals(".") && !text.equals(".."))
            .map(text -> SdkHttpUtils.urlEncode(text) + "/");
    return Arbitraries.oneOf(raw, encoded);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    var large =
        Arbitraries.integers()
            .between(131_000, 131_072)
            .map(
                size -> {
                  byte[] bytes = new byte[size];
                  new Random(size).nextBytes(bytes);
                  return bytes;
                });
    var small = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Arbitraries.frequencyOf(
        Tuple.of(17, small), Tuple.of(2, Arbitraries.just(new byte[0])), Tuple.of(1, large));
  }

  /** Posts at similar times by one of two identities, to test the signer's caches. */
  @Provide
  Arbitrary<List<Post>> posts() {
    return Combinators.combine(moments(), credentials(), credentials())
        .flatAs(
            (moment, mine, other) ->
                Combinators.combine(
                        connectionIds(),
                        Arbitraries.of(0, 0, 0, 1, -1, 60, 86_400, -86_400),
                        Arbitraries.of(mine, mine, other))
                    .as((id, shift, who) -> new Post(id, moment + shift, who))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(6));
  }

  /** Times around the change of a day, a year and a leap day, and arbitrary times. */
  private static Arbitrary<Long> moments() {
    var turns =
        Arbitraries.of(
                "2026-11-23T00:00:00Z",
                "2027-01-01T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2024-03-01T00:00:00Z",
                "2100-03-01T00:00:00Z",
                "2000-02-29T23:59:59Z")
            .map(text -> Instant.parse(text).getEpochSecond());
    return Arbitraries.oneOf(turns, Arbitraries.longs().between(100_000L, 4_200_000_000L));
  }

  private static Arbitrary<Credentials> credentials() {
    var visible = Arbitraries.strings().withCharRange('!', '~');
    var keyIds = Arbitraries.strings().withCharRange('A', 'Z').numeric().ofLength(20);
    var secrets = visible.ofMinLength(1).ofMaxLength(100);
    var tokens = visible.ofMinLength(1).ofMaxLength(1_500).injectNull(0.3);
    return Combinators.combine(keyIds, secrets, tokens).as(Credentials::new);
  }

  private static Arbitrary<String> connectionIds() {
    var usual =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars("-_")
            .ofMinLength(11)
            .ofMaxLength(15)
            .map(text -> text + "=");
    var awkward = Arbitraries.strings().withChars("=+/% .~@é€😀\n?#").ofMaxLength(40);
    var any = Arbitraries.strings().ofMaxLength(60);
    var dots = Arbitraries.of(".", "..", "", "a/../b");
    return Arbitraries.frequencyOf(
        Tuple.of(4, usual), Tuple.of(3, awkward), Tuple.of(2, any), Tuple.of(1, dots));
  }
}
