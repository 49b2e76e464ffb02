// Calls each service with the SDK for JavaScript, on the stack that the environment names.
// Prints a JSON object for each call, as operations.py does.
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListServiceQuotasCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const stack = process.env;

/** Expects a success, or an error with a name. */
async function call(client, command, error) {
  const operation = command.constructor.name.replace(/Command$/, "");
  let expected = !error;
  let detail = "success";
  let answer = {};
  try {
    answer = await client.send(command);
  } catch (e) {
    expected = e.name === error;
    detail = `${e.name}: ${e.message}`;
  }
  console.log(JSON.stringify({ service: client.constructor.name, operation, expected, detail }));
  return answer;
}

await call(new STSClient(), new GetCallerIdentityCommand());

const s3 = new S3Client();
const object = { Bucket: stack.FANFARE_BUCKET_NAME, Key: "clients/a b+ü" };
await call(s3, new PutObjectCommand({ ...object, Body: "hello" }));
const body = await (await call(s3, new GetObjectCommand(object))).Body.transformToString();
if (body !== "hello") throw new Error(`the object has ${body}`);
await call(s3, new GetObjectCommand({ ...object, Key: "clients/none" }), "NoSuchKey");

const sqs = new SQSClient();
const queue = { QueueUrl: stack.FANFARE_DEAD_LETTER_QUEUE_URL };
await call(sqs, new SendMessageCommand({ ...queue, MessageBody: "ü<&>" }));
await call(sqs, new GetQueueAttributesCommand({ ...queue, AttributeNames: ["All"] }));
await call(sqs, new GetQueueUrlCommand({ QueueName: "none" }), "QueueDoesNotExist");

const dynamodb = new DynamoDBClient();
await call(dynamodb, new ListTablesCommand());
await call(dynamodb, new GetItemCommand({ TableName: "none", Key: { id: { S: "a" } } }), "ResourceNotFoundException");

const states = new SFNClient();
const machine = stack.FANFARE_STATE_MACHINE_ARN;
await call(states, new ListExecutionsCommand({ stateMachineArn: machine }));
const none = machine.replace(":stateMachine:", ":execution:") + ":none";
await call(states, new DescribeExecutionCommand({ executionArn: none }), "ExecutionDoesNotExist");

const lambda = new LambdaClient();
await call(lambda, new ListFunctionsCommand());
const ticket = { FunctionName: stack.FANFARE_ISSUE_TICKET_FUNCTION_ARN, Payload: '{"user_id": "ann"}' };
await call(lambda, new InvokeCommand(ticket));
await call(lambda, new InvokeCommand({ ...ticket, FunctionName: "none" }), "ResourceNotFoundException");

const sns = new SNSClient();
await call(sns, new PublishCommand({ TopicArn: stack.FANFARE_TOPIC_ARN + "x", Message: "hello" }), "NotFoundException");

const scheduler = new SchedulerClient();
await call(scheduler, new ListSchedulesCommand());
await call(scheduler, new GetScheduleCommand({ Name: "none" }), "ResourceNotFoundException");

await call(new CloudFormationClient(), new DescribeStacksCommand({ StackName: "fanfare" }));
await call(new CloudFormationClient(), new DescribeStacksCommand({ StackName: "none" }), "ValidationError");
await call(new ServiceQuotasClient(), new ListServiceQuotasCommand({ ServiceCode: "lambda" }));
await call(new CloudWatchClient(), new ListMetricsCommand());
await call(new CloudWatchLogsClient(), new DescribeLogGroupsCommand());
await call(new SecretsManagerClient(), new GetSecretValueCommand({ SecretId: "none" }), "ResourceNotFoundException");
await call(new IAMClient(), new ListUsersCommand({}), "NOT_SUPPORTED_LOCALLY");
