"""Calls every API operation that docs/local.md lists with boto3, on the stack that the environment names.

Prints a JSON object for each call: the operation, whether it went as expected, and what it answered.
"""

import json
import os
import time
import uuid

import boto3
from botocore.exceptions import ClientError

STACK = {name[8:].lower(): value for name, value in os.environ.items() if name.startswith("FANFARE_")}
ROLE = "arn:aws:iam::000000000000:role/local"
UNIQUE = uuid.uuid4().hex[:8]


class Caller:
    """Calls operations of one service."""

    def __init__(self, service):
        self.client = boto3.client(service)
        self.client.meta.events.register("before-call", self.add_unknown)
        self.adds_unknown = False

    def __call__(self, method, error=None, **parameters):
        """Expects a success, or the error with a code."""
        try:
            answer = getattr(self.client, method)(**parameters)
            self.print(method, error is None, "success" if error is None else "no " + error)
            return answer
        except ClientError as e:
            self.print(method, error is not None and e.response["Error"]["Code"] == error, str(e))
            return {}

    def unknown(self, method, **parameters):
        """Sends a member that no API has: it may be ignored or refused, but nothing may break."""
        self.adds_unknown = True
        try:
            getattr(self.client, method)(**parameters)
            self.print(method, True, "unknown member ignored")
        except ClientError as e:
            status = e.response["ResponseMetadata"]["HTTPStatusCode"]
            self.print(method, 400 <= status < 500, "unknown member: " + str(e))
        finally:
            self.adds_unknown = False

    def add_unknown(self, params, **kwargs):
        if not self.adds_unknown:
            return
        body = params["body"]
        if isinstance(body, dict):
            body["Bogus"] = "1"
        elif body and body[:1] in (b"{", "{"):
            text = json.loads(body)
            text["Bogus"] = 1
            params["body"] = json.dumps(text)

    def print(self, method, is_expected, detail):
        operation = self.client.meta.method_to_api_mapping[method]
        service = self.client.meta.service_model.service_name
        print(
            json.dumps(
                {"service": service, "operation": operation, "expected": is_expected, "detail": detail}
            )
        )


def sts():
    call = Caller("sts")
    identity = call("get_caller_identity")
    assert identity["Account"] == "000000000000", identity


def s3():
    call = Caller("s3")
    bucket = {"Bucket": STACK["bucket_name"]}
    key = "clients/" + UNIQUE + "/a b+ü"
    call("put_object", **bucket, Key=key, Body=b"hello")
    assert call("get_object", **bucket, Key=key)["Body"].read() == b"hello"
    call("head_object", **bucket, Key=key)
    call("list_objects_v2", **bucket, Prefix="clients/")
    call("list_buckets")
    call("get_object", "NoSuchKey", **bucket, Key="clients/none")
    call("get_object", "NoSuchBucket", Bucket="no-such-bucket", Key="x")
    call("put_object", "PreconditionFailed", **bucket, Key=key, Body=b"x", IfNoneMatch="*")
    call("delete_object", **bucket, Key=key)


def sqs():
    call = Caller("sqs")
    url = call("create_queue", QueueName="clients-" + UNIQUE)["QueueUrl"]
    assert url.startswith(os.environ["AWS_ENDPOINT_URL"]), url
    queue = {"QueueUrl": url}
    call("get_queue_url", QueueName="clients-" + UNIQUE)
    call("list_queues")
    call("send_message", **queue, MessageBody="ü<&>")
    call.unknown("send_message", **queue, MessageBody="second")
    message = call("receive_message", **queue, WaitTimeSeconds=2)["Messages"][0]
    call("change_message_visibility", **queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=60)
    call("delete_message", **queue, ReceiptHandle=message["ReceiptHandle"])
    call("get_queue_attributes", **queue, AttributeNames=["All"])
    call("purge_queue", **queue)
    call("get_queue_url", "QueueDoesNotExist", QueueName="none")
    call("delete_queue", **queue)


def dynamodb():
    call = Caller("dynamodb")
    table = {"TableName": "clients-" + UNIQUE}
    key = {"id": {"S": "a"}}
    call(
        "create_table",
        **table,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    call("put_item", **table, Item=key)
    call.unknown("get_item", **table, Key=key)
    call("get_item", **table, Key=key)
    call("scan", **table)
    call("describe_table", **table)
    call(
        "put_item",
        "ConditionalCheckFailedException",
        **table,
        Item=key,
        ConditionExpression="attribute_not_exists(id)",
    )
    call("get_item", "ResourceNotFoundException", TableName="none", Key=key)
    Caller("dynamodbstreams")("list_streams", **table)
    call("delete_table", **table)


def stepfunctions():
    call = Caller("stepfunctions")
    definition = {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
    created = call("create_state_machine", name="clients-" + UNIQUE, definition=json.dumps(definition), roleArn=ROLE)
    machine = {"stateMachineArn": created["stateMachineArn"]}
    call("describe_state_machine", **machine)
    call("list_state_machines")
    definition["Comment"] = "another"
    call("update_state_machine", **machine, definition=json.dumps(definition))
    call.unknown("start_execution", **machine)
    execution = {"executionArn": call("start_execution", **machine, name="one")["executionArn"]}
    await_end(call.client, execution)
    call("describe_execution", **execution)
    call("describe_state_machine_for_execution", **execution)
    call("get_execution_history", **execution)
    call("list_executions", **machine)
    call("list_map_runs", **execution)
    call("start_execution", "ExecutionAlreadyExists", **machine, name="one", input='{"other": 1}')
    call("start_execution", "InvalidName", **machine, name="a b")
    call("start_execution", "InvalidExecutionInput", **machine, input="{")
    call("start_execution", "StateMachineDoesNotExist", stateMachineArn=machine["stateMachineArn"] + "x")
    call("describe_execution", "ExecutionDoesNotExist", executionArn=execution["executionArn"] + "x")
    call("describe_execution", "InvalidArn", executionArn="none")
    call("create_state_machine", "InvalidDefinition", name="b-" + UNIQUE, definition="{}", roleArn=ROLE)
    map_runs(call)
    definition["States"]["A"] = {"Type": "Wait", "Seconds": 600, "End": True}
    call("update_state_machine", **machine, definition=json.dumps(definition))
    call("stop_execution", executionArn=call("start_execution", **machine)["executionArn"])
    call("delete_state_machine", **machine)


def await_end(client, execution):
    for _ in range(600):
        status = client.describe_execution(**execution)["status"]
        if status != "RUNNING":
            return status
        time.sleep(0.1)
    raise AssertionError(str(execution) + " does not end")


def map_runs(call):
    """Of a broadcast: so many clients are connected that it has several shards."""
    machine = STACK["state_machine_arn"]
    execution = call("start_execution", stateMachineArn=machine, input=json.dumps({"data": {"text": "hello"}}))
    await_end(call.client, {"executionArn": execution["executionArn"]})
    runs = call("list_map_runs", executionArn=execution["executionArn"])["mapRuns"]
    run = {"mapRunArn": runs[0]["mapRunArn"]}
    call("describe_map_run", **run)
    call("list_executions", **run)
    call("update_map_run", **run, maxConcurrency=5)
    call("describe_map_run", "ResourceNotFound", mapRunArn=run["mapRunArn"] + "x")


def functions():
    call = Caller("lambda")
    name = call("list_functions")["Functions"][0]["FunctionName"]
    call("get_function", FunctionName=name)
    call("get_function_configuration", FunctionName=name)
    call("list_versions_by_function", FunctionName=name)
    aliases = call("list_aliases", FunctionName=name)["Aliases"]
    if aliases:
        call("get_alias", FunctionName=name, Name=aliases[0]["Name"])
    call("get_alias", "ResourceNotFoundException", FunctionName=name, Name="none")
    call("publish_version", FunctionName=name)
    call("get_function_configuration", "ResourceNotFoundException", FunctionName=name, Qualifier="99")
    ticket = STACK["issue_ticket_function_arn"]
    answer = call("invoke", FunctionName=ticket, Payload=json.dumps({"user_id": "ann"}))
    assert "FunctionError" not in answer, answer
    call("invoke", FunctionName=ticket, InvocationType="DryRun")
    call("invoke", "ResourceNotFoundException", FunctionName="none")
    call("get_function", "ResourceNotFoundException", FunctionName="none")
    call("invoke", "InvalidRequestContentException", FunctionName=ticket, Payload="{")


def sns():
    call = Caller("sns")
    topic = {"TopicArn": call("create_topic", Name="clients-" + UNIQUE)["TopicArn"]}
    queue = STACK["queue_url"].split("/")[-1]
    endpoint = "arn:aws:sqs:eu-central-2:000000000000:" + queue.replace("BroadcastQueue", "BroadcastDeadLetterQueue")
    call("list_topics")
    call("set_topic_attributes", **topic, AttributeName="MaximumMessageSize", AttributeValue="2048")
    call("get_topic_attributes", **topic)
    subscription = {"SubscriptionArn": call("subscribe", **topic, Protocol="sqs", Endpoint=endpoint)["SubscriptionArn"]}
    call("set_subscription_attributes", **subscription, AttributeName="RawMessageDelivery", AttributeValue="true")
    call("get_subscription_attributes", **subscription)
    call("list_subscriptions")
    call("list_subscriptions_by_topic", **topic)
    call("unsubscribe", **subscription)
    call("publish", **topic, Message="hello")
    call.unknown("publish", **topic, Message="hello")
    call("publish_batch", **topic, PublishBatchRequestEntries=[{"Id": "1", "Message": "hello"}])
    call("publish", "NotFound", TopicArn=topic["TopicArn"] + "x", Message="hello")
    call("publish", "InvalidParameter", **topic, Message="")


def scheduler():
    call = Caller("scheduler")
    name = {"Name": "clients-" + UNIQUE}
    schedule = {
        "ScheduleExpression": "at(2090-01-01T00:00:00)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": STACK["state_machine_arn"], "RoleArn": ROLE, "Input": "{}"},
    }
    call("create_schedule", **name, **schedule)
    call("create_schedule", "ConflictException", **name, **schedule)
    call("get_schedule", **name)
    call("update_schedule", **name, **schedule)
    call("list_schedules")
    call("create_schedule", "ValidationException", Name="b", **{**schedule, "ScheduleExpression": "never"})
    call("delete_schedule", **name)
    call("get_schedule", "ResourceNotFoundException", **name)


def cloudformation():
    call = Caller("cloudformation")
    stack = {"StackName": "fanfare"}
    call("describe_stacks", **stack)
    call("list_stack_resources", **stack)
    call("describe_stack_resources", **stack)
    call("get_template", **stack)
    call.unknown("describe_stacks", **stack)
    call("describe_stacks", "ValidationError", StackName="none")


def quotas():
    call = Caller("service-quotas")
    service = {"ServiceCode": "lambda"}
    code = {"QuotaCode": call("list_service_quotas", **service)["Quotas"][0]["QuotaCode"]}
    call("list_aws_default_service_quotas", **service)
    call("get_service_quota", **service, **code)
    call("get_aws_default_service_quota", **service, **code)
    call("get_service_quota", "NoSuchResourceException", **service, QuotaCode="L-none")


def cloudwatch():
    call = Caller("cloudwatch")
    alarm = "clients-" + UNIQUE
    call(
        "put_metric_alarm",
        AlarmName=alarm,
        Namespace="Fanfare",
        MetricName="unreachable",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    call("describe_alarms", AlarmNames=[alarm])
    call("set_alarm_state", AlarmName=alarm, StateValue="ALARM", StateReason="a test")
    call("delete_alarms", AlarmNames=[alarm])
    call("list_metrics")
    times = {"StartTime": time.time() - 3600, "EndTime": time.time()}
    metric = {"Namespace": "Fanfare", "MetricName": "delivered"}
    call("get_metric_statistics", **metric, **times, Period=60, Statistics=["Sum"])
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    call("get_metric_data", **times, MetricDataQueries=[{"Id": "a", "MetricStat": stat}])
    call("set_alarm_state", "ResourceNotFound", AlarmName="none", StateValue="OK", StateReason="a test")


def logs():
    call = Caller("logs")
    call("describe_log_groups")
    group = {"logGroupName": "/fanfare/fanfare/ReduceOutcomes"}
    call("filter_log_events", **group)
    stream = call("describe_log_streams", **group)["logStreams"][0]
    call("get_log_events", **group, logStreamName=stream["logStreamName"])
    call("describe_log_streams", "ResourceNotFoundException", logGroupName="none")


def secrets():
    call = Caller("secretsmanager")
    call("get_secret_value", "ResourceNotFoundException", SecretId="none")
    resources = boto3.client("cloudformation").describe_stack_resources(StackName="fanfare")["StackResources"]
    for resource in resources:
        if resource["ResourceType"] == "AWS::SecretsManager::Secret":
            call("get_secret_value", SecretId=resource["PhysicalResourceId"])


def missing_services():
    """Services that the stack lacks, one of each protocol."""
    for service, method in (
        ("kinesis", "list_streams"),
        ("iam", "list_users"),
        ("ec2", "describe_instances"),
        ("route53", "list_hosted_zones"),
        ("eks", "list_clusters"),
    ):
        Caller(service)(method, "NOT_SUPPORTED_LOCALLY")


if __name__ == "__main__":
    for part in (
        sts, s3, sqs, dynamodb, stepfunctions, functions, sns, scheduler, cloudformation, quotas, cloudwatch, logs,
        secrets, missing_services,
    ):
        part()
