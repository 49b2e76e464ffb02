package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The assumptions of the cost model about the template and the state machine. */
class CostsTest {
  private static final List<String> BEFORE =
      List.of("PlanShards", "IsPlanFinished", "IsDryRun", "IsAnyonePlanned", "IsOneShard");
  private static final List<String> AFTER =
      List.of(
          "ReduceOutcomes",
          "IsReducingFinished",
          "IsAnotherRoundDue",
          "PruneStale",
          "IsPruningFinished",
          "IsAnyoneMissed",
          "BroadcastComplete");

  @Test
  void memory_eachFunction_equalsTheTemplates() throws Exception {
    assertThat(memory("PlanShards")).isEqualTo(Costs.PLAN_MB);
    assertThat(memory("PushShard")).isEqualTo(Costs.PUSH_MB);
    assertThat(memory("ReduceOutcomes")).isEqualTo(Costs.REDUCE_MB);
    assertThat(memory("PruneStale")).isEqualTo(Costs.PRUNE_MB);
    assertThat(memory("Authorize")).isEqualTo(ClientAction.CONNECT.memoryMb());
    assertThat(memory("Connect")).isEqualTo(ClientAction.CONNECT.memoryMb());
    assertThat(memory("JoinChannel")).isEqualTo(ClientAction.JOIN.memoryMb());
    assertThat(memory("LeaveChannel")).isEqualTo(ClientAction.LEAVE.memoryMb());
    assertThat(memory("SendMessage")).isEqualTo(ClientAction.MESSAGE.memoryMb());
    assertThat(memory("Disconnect")).isEqualTo(ClientAction.DISCONNECT.memoryMb());
  }

  @Test
  void states_successfulBroadcast_matchTheStateMachine() throws Exception {
    JsonNode machine =
        Json.MAPPER.readTree(Path.of("..", "statemachine", "broadcast.asl.json").toFile());
    JsonNode child = machine.at("/States/PushShards/ItemProcessor");
    List<String> push = List.of("PushOnlyShard", "IsOnlyShardFinished");

    assertThat(way(machine, push)).isEqualTo(Costs.STATES_OF_ONLY_SHARD);
    assertThat(way(machine, List.of("PushShards"))).isEqualTo(Costs.STATES_WITH_MAP);
    assertThat(length(child, List.of("PushShard", "IsShardFinished", "ShardFinished")))
        .isEqualTo(Costs.STATES_PER_CALL + Costs.STATES_OF_CHILD);
  }

  private static int way(JsonNode machine, List<String> push) {
    var names = new ArrayList<>(BEFORE);
    names.addAll(push);
    names.addAll(AFTER);
    return length(machine, names);
  }

  /** The number of these states. Each must lead to the next one, and the last one to the end. */
  private static int length(JsonNode machine, List<String> names) {
    assertThat(machine.path("StartAt").asText()).isEqualTo(names.get(0));
    for (int at = 1; at < names.size(); at++) {
      String to = names.get(at);
      JsonNode from = machine.path("States").path(names.get(at - 1));
      List<String> next = new ArrayList<>(from.findValuesAsText("Next"));
      next.add(from.path("Default").asText());
      assertThat(next).as(names.get(at - 1)).contains(to);
    }
    String last = names.get(names.size() - 1);
    assertThat(machine.path("States").path(last).path("Type").asText()).isEqualTo("Succeed");
    return names.size();
  }

  private static int memory(String step) throws IOException {
    var pattern =
        Pattern.compile(
            "\n  " + step + "Function:\n.*?\n      MemorySize: (\\d+)\n", Pattern.DOTALL);
    var found = pattern.matcher(Files.readString(Path.of("..", "template.yaml")));
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }
}
