package dev.fanfare.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Derives findings from the calls of all checks: which services respond, and which actions are
 * allowed.
 */
final class CallFindings {
  private static final String REACHABILITY = "reachability";
  private static final String PERMISSIONS = "permissions";

  /** The permissions that send, cancel and resend need. No harmless call can check them. */
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

  private final Map<String, Calls.Result> results;

  CallFindings(Map<String, Calls.Result> results) {
    this.results = results;
  }

  boolean isAllReached() {
    return results.values().stream()
        .noneMatch(result -> result.status() == Calls.Status.UNREACHABLE);
  }

  List<Finding> list() {
    var findings = new ArrayList<>(reachability());
    findings.addAll(permissions());
    results.forEach(
        (action, result) -> {
          if (result.status() == Calls.Status.REFUSED) {
            findings.add(
                Finding.fix(
                    service(action),
                    action + " was refused: " + result.detail(),
                    "fix that error, then run doctor again: the checks that need this call were"
                        + " skipped"));
          }
        });
    return findings;
  }

  private List<Finding> reachability() {
    var answering = new TreeSet<String>();
    var silent = new TreeMap<String, String>();
    results.forEach(
        (action, result) -> {
          if (result.status() == Calls.Status.UNREACHABLE) {
            silent.put(action.substring(0, action.indexOf(':')), result.detail());
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
                    advice(prefix))));
    return findings;
  }

  private static String advice(String prefix) {
    return prefix.equals(Sockets.SERVICE)
        ? "clients cannot connect either: check that the stage is deployed, and that its host name resolves"
            + " on this machine"
        : "check network, proxy, VPC endpoint and the variables AWS_ENDPOINT_URL*; for a local stack,"
            + " check that ./fanfare local still runs";
  }

  private List<Finding> permissions() {
    var allowed = new ArrayList<String>();
    var denied = new LinkedHashMap<String, String>();
    results.forEach(
        (action, result) -> {
          if (result.status() == Calls.Status.DENIED) {
            denied.put(action, result.detail());
          } else if (result.status() == Calls.Status.ANSWERED
              && !action.startsWith(Sockets.SERVICE)) {
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
                    "allow %s for operators of this stack; the checks that need it were skipped"
                        .formatted(action))));
    return findings;
  }

  private static String service(String action) {
    String prefix = action.substring(0, action.indexOf(':'));
    return SERVICES.getOrDefault(prefix, prefix);
  }
}
