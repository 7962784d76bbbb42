export { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.js';
export { startRedis, type RedisOptions, type RunningRedis } from './redis.js';
