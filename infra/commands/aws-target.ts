import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AppError } from '../../functions/domain/error.ts';
import type { AccountBook, Target } from './target.ts';

/**
 * Opens a deployed environment, with the credentials and the region of the AWS SDK.
 *
 * @param say told which one it is, before anything is asked of it
 * @throws AppError `invalid` without a region, and when it was never deployed
 */
export async function openAwsTarget(
  environment: 'dev' | 'prod',
  say: (place: string) => void,
): Promise<Target> {
  say(`${await describeEnvironment(environment)}:`);
  const outputs = await readOutputs(environment);
  const ssm = new SSMClient({});
  return {
    environment,
    outputs,
    aws: {},
    async setSecret(Name, Value) {
      await ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
    },
    accounts: cognitoAccounts(outputs.SignInPool ?? ''),
    close: async () => undefined,
  };
}

/** Which environment, in a half-sentence. @throws AppError `invalid` when no region is set */
export async function describeEnvironment(environment: 'dev' | 'prod'): Promise<string> {
  try {
    return `On AWS, environment ${environment} in ${await new CloudFormationClient({}).config.region()}`;
  } catch (cause) {
    const advice = 'Say which: AWS_REGION=eu-central-1, or an AWS_PROFILE that has one.';
    throw new AppError('invalid', `No AWS region is set. ${advice}`, { cause });
  }
}

/** The outputs of a deployed environment's service stack, by name. @throws AppError `invalid` when it was never deployed */
export async function readOutputs(environment: 'dev' | 'prod'): Promise<Readonly<Record<string, string>>> {
  const StackName = `clinic-reviews-${environment}-service`;
  try {
    const { Stacks = [] } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  } catch (cause) {
    const advice = `Deploy it first (npm run deploy -- ${environment}), with the same account and region.`;
    throw new AppError('invalid', `The stack ${StackName} cannot be read. ${advice}`, { cause });
  }
}

/**
 * The accounts of a pool. Cognito sends the invitation itself, with a password for the first time. Addresses are written
 * and looked up in lower case, whatever the pool thinks of it.
 */
export function cognitoAccounts(
  UserPoolId: string,
  client = new CognitoIdentityProviderClient({}),
): AccountBook {
  return {
    async find(address) {
      const Username = address.trim().toLowerCase();
      try {
        const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
        return user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
      } catch (error) {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      }
    },
    async add(address, name) {
      const email = address.trim().toLowerCase();
      const UserAttributes = [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: name },
      ];
      const asked = {
        UserPoolId,
        Username: email,
        UserAttributes,
        DesiredDeliveryMediums: ['EMAIL' as const],
      };
      const { User } = await client.send(new AdminCreateUserCommand(asked));
      const staffId = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
      if (staffId === undefined) throw new Error(`Cognito made no account for ${email}.`);
      return { staffId, told: `An invitation goes to ${email} by mail.` };
    },
  };
}
