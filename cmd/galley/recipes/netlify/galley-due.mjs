// Builds the site when a post is due, and every so many hours for what was edited in
// Notion. Netlify runs this every ten minutes.
import due from "./due.mjs"; // written by the plugin galley-cache in each build

const hours = 6; // 0 for never: each build takes minutes of your plan

export default async () => {
  const now = new Date();
  const isDue = due && Date.parse(due) <= now.getTime();
  const isTime = hours > 0 && now.getUTCHours() % hours === 0 && now.getUTCMinutes() < 10;
  if (isDue || isTime) {
    await fetch(process.env.BUILD_HOOK, { method: "POST", body: "{}" });
  }
};

export const config = { schedule: "*/10 * * * *" };
