package dev.fanfare.tests.flow;

import dev.fanfare.text.Json;
import java.util.List;

/** Requests as a sender writes them. */
final class Requests {
  private Requests() {}

  static String toEveryone(String data) {
    return "{\"data\":" + data + "}";
  }

  static String toUsers(List<String> users, String data) {
    return "{\"users\":" + list(users) + ",\"data\":" + data + "}";
  }

  static String list(List<String> names) {
    return Json.MAPPER.valueToTree(names).toString();
  }
}
