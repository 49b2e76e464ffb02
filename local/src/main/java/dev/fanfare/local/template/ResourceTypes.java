package dev.fanfare.local.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every type of resource that the local stack knows; any other is refused. */
final class ResourceTypes {
  private static final List<ResourceType> ALL =
      List.of(
          FunctionType.TYPE,
          StateMachineType.TYPE,
          TableType.TYPE,
          QueueType.TYPE,
          QueueType.POLICY,
          TopicTypes.TOPIC,
          TopicTypes.SUBSCRIPTION,
          TopicTypes.POLICY,
          ScheduleType.TYPE,
          BucketType.TYPE,
          BucketType.POLICY,
          SecretType.TYPE,
          LogGroupType.TYPE,
          SocketApiTypes.API,
          SocketApiTypes.ROUTE,
          SocketApiTypes.ROUTE_RESPONSE,
          SocketApiTypes.INTEGRATION,
          SocketApiTypes.INTEGRATION_RESPONSE,
          SocketApiTypes.AUTHORIZER,
          SocketApiTypes.STAGE,
          SocketApiTypes.DEPLOYMENT,
          PermissionType.TYPE,
          RoleType.TYPE,
          RoleType.POLICY,
          AlarmType.TYPE);

  private ResourceTypes() {}

  static Optional<ResourceType> find(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  static String names() {
    return ALL.stream().map(ResourceType::name).collect(Collectors.joining(", "));
  }
}
