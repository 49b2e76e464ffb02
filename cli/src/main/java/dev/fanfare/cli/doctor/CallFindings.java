package dev.fanfare.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the calls of all checks together say: which services answer, and what is allowed. */
final class CallFindings {
  private static final String REACHABILITY = "reachability";
  private static final String PERMISSIONS = "permissions";

  /** What send, cancel and resend need, and no harmless call can try. */
  private static final String NOT_TRIED = "states:StartExecution and s3:PutObject were not tried";

  private static final Map<String, String> SERVICES =
      Map.of(
          "cloudformation",
          "CloudFormation",
          "cloudwatch",
          "CloudWatch",
          "dynamodb",
          "DynamoDB",
          Sockets.SERVICE,
          "WebSocket API",
          "lambda",
          "Lambda",
          "logs",
          "CloudWatch Logs",
          "s3",
          "S3",
          "servicequotas",
          "Service Quotas",
          "sqs",
          "SQS",
          "states",
          "Step Functions");

  private final Map<String, Calls.Reply> replies;

  CallFindings(Map<String, Calls.Reply> replies) {
    this.replies = replies;
  }

  boolean isAllReached() {
    return replies.values().stream().noneMatch(reply -> reply.fate() == Calls.Fate.UNREACHABLE);
  }

  List<Finding> list() {
    var findings = new ArrayList<>(reachability());
    findings.addAll(permissions());
    replies.forEach(
        (action, reply) -> {
          if (reply.fate() == Calls.Fate.REFUSED) {
            findings.add(
                Finding.fix(
                    service(action),
                    action + " was refused: " + reply.detail(),
                    "mend what it says, then call doctor again: what this call was for is not"
                        + " looked at"));
          }
        });
    return findings;
  }

  private List<Finding> reachability() {
    var answering = new TreeSet<String>();
    var silent = new TreeMap<String, String>();
    replies.forEach(
        (action, reply) -> {
          if (reply.fate() == Calls.Fate.UNREACHABLE) {
            silent.put(action.substring(0, action.indexOf(':')), reply.detail());
          } else {
            answering.add(service(action));
          }
        });
    silent.keySet().forEach(prefix -> answering.remove(SERVICES.get(prefix)));
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.ok(
            REACHABILITY, answering.size() + " services answer: " + String.join(", ", answering)));
    silent.forEach(
        (prefix, reason) ->
            findings.add(
                Finding.fix(
                    REACHABILITY,
                    SERVICES.get(prefix) + " does not answer: " + reason,
                    whatToDo(prefix))));
    return findings;
  }

  private static String whatToDo(String prefix) {
    return prefix.equals(Sockets.SERVICE)
        ? "clients cannot connect either: see that the stage is deployed, and that its host resolves"
            + " from here"
        : "check network, proxy, VPC endpoint and the variables AWS_ENDPOINT_URL*; on one machine,"
            + " whether ./fanfare local still runs";
  }

  private List<Finding> permissions() {
    var allowed = new ArrayList<String>();
    var denied = new LinkedHashMap<String, String>();
    replies.forEach(
        (action, reply) -> {
          if (reply.fate() == Calls.Fate.DENIED) {
            denied.put(action, reply.detail());
          } else if (reply.fate() == Calls.Fate.ANSWERED && !action.startsWith(Sockets.SERVICE)) {
            allowed.add(action);
          }
        });
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.ok(PERMISSIONS, allowed.size() + " actions that read are allowed; " + NOT_TRIED));
    denied.forEach(
        (action, detail) ->
            findings.add(
                Finding.fix(
                    PERMISSIONS,
                    action + " is denied (" + detail + ")",
                    "allow %s to whoever operates this stack; what it is for was not looked at"
                        .formatted(action))));
    return findings;
  }

  private static String service(String action) {
    String prefix = action.substring(0, action.indexOf(':'));
    return SERVICES.getOrDefault(prefix, prefix);
  }
}
