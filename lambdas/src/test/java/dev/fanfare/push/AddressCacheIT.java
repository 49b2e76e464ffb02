package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java options that the template gives the pusher disable the DNS cache. */
class AddressCacheIT {
  private static final Pattern OPTION = Pattern.compile("-Dsun\\.net\\.inetaddr\\S+");

  @TempDir Path folder;

  @Test
  void lookUp_changedAddress_isSeenAtOnce() throws Exception {
    assertThat(lookUpTwice(options())).isEqualTo("10.0.0.1 10.0.0.2");
  }

  @Test
  void lookUp_withoutTheOptions_keepsTheOldAddress() throws Exception {
    assertThat(lookUpTwice(List.of())).isEqualTo("10.0.0.1 10.0.0.1");
  }

  private static List<String> options() throws IOException {
    var options = new ArrayList<String>();
    var found = OPTION.matcher(Files.readString(Path.of("..", "template.yaml")));
    while (found.find()) {
      options.add(found.group());
    }
    return options;
  }

  private String lookUpTwice(List<String> options) throws Exception {
    Path hosts = folder.resolve("hosts");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Djdk.net.hosts.file=" + hosts,
            "-cp",
            System.getProperty("java.class.path"),
            LookUps.class.getName(),
            hosts.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().reduce((first, last) -> last).orElse("");
  }

  /** The main method of the other process. */
  static final class LookUps {
    private LookUps() {}

    public static void main(String[] args) throws IOException {
      Path hosts = Path.of(args[0]);
      var seen = new ArrayList<String>();
      Files.writeString(hosts, "10.0.0.1 endpoint\n");
      seen.add(InetAddress.getByName("endpoint").getHostAddress());
      Files.writeString(hosts, "10.0.0.2 endpoint\n");
      seen.add(InetAddress.getByName("endpoint").getHostAddress());
      System.out.println(String.join(" ", seen));
    }
  }
}
