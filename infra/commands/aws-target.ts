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

/** Opens a deployed environment, with the credentials and the region of the AWS SDK. @throws AppError `invalid` when it was never deployed */
export async function openAwsTarget(environment: 'dev' | 'prod'): Promise<Target> {
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

/** Cognito sends the invitation itself, with a password for the first time. */
function cognitoAccounts(UserPoolId: string): AccountBook {
  const client = new CognitoIdentityProviderClient({});
  return {
    async find(email) {
      try {
        const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username: email }));
        return user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
      } catch (error) {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      }
    },
    async add(email, name) {
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
