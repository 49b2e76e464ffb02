package dev.fanfare.bench.micro;

import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.signing.PathEncoding;
import dev.fanfare.push.signing.PostSigner;
import dev.fanfare.push.signing.SigningScope;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures signing posts with a session token of 1,000 characters, as on Lambda. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignerBenchmark {
  private static final String HOST = "a1b2c3d4e5.execute-api.eu-central-2.amazonaws.com";
  private static final String ID = "L0SM9cOFvHcCIhw=";

  private final byte[] signature = new byte[PostSigner.SIGNATURE_LENGTH];
  private final PathEncoding path = new PathEncoding();
  private final Credentials credentials =
      new Credentials("AKIDEXAMPLE", "secret", "t".repeat(1_000));
  private PostSigner signer;
  private long second = 1_795_346_400;

  @Setup
  public void prepare() {
    var scope = new SigningScope("eu-central-2", HOST, "/live/%40connections/");
    signer = new PostSigner(scope, new byte[498]);
    signer.at(second, credentials);
  }

  /** Signs another post in the same second. */
  @Benchmark
  public byte[] post() {
    int length = path.encode(ID);
    signer.sign(path.bytes(), length, signature, 0);
    return signature;
  }

  /** Prepares the parts that change each second. */
  @Benchmark
  public boolean second() {
    return signer.at(second++, credentials);
  }
}
