// So that types know CSS Modules also before Next has written its own `next-env.d.ts`.
/// <reference types="next" />
